"""The register of groups and people."""
