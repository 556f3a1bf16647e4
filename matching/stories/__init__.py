"""Stories (事例): what came of an introduction, told in words that both sides have approved, and gone when either wants it."""
