"""Meetings (引き合わせ): times offered to both sides, held for those who come, and the one that is fixed."""
