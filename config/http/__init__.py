"""The policy of the HTTP interface: problems, pages, headers, the published schema."""
