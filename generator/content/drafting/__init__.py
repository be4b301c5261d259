"""Drafts of campaigns from letters, by rule. Every text of a draft is a proposal."""
