"""The pieces of a page, each shown with what it is for: `/composants/`, never in production."""
