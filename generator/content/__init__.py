"""Letters, campaigns, issuers and settings as frozen values: what is said, and by whom."""
