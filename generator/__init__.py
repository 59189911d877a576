"""The compiler: specs in, one typed Python package out."""
