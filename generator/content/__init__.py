"""What is said and by whom: letters, campaigns, issuers and settings as frozen values."""
