"""Work that takes more than a moment: in processes of its own, bounded, and cancelled if late."""
