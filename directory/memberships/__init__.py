"""Who keeps a group: invitations, roles, handing over, leaving, and claims on groups that nobody keeps."""
