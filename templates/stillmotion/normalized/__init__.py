"""The provider-neutral request and answer, and the client over all providers. Import from `stillmotion`."""
