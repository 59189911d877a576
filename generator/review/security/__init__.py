"""Money and security: what client.yaml and the contract say about paying, sending again, credentials, hosts and waiting.

- `RULES: tuple[Rule, ...]`
- `findings(base: Revision, head: Revision) -> tuple[Finding, ...]`

These findings are roots of their own: they stand in their section, and nothing hangs them elsewhere. Occurrences are places in
`<provider>/client.yaml`, or in openapi.yaml for servers and `security`.
"""
