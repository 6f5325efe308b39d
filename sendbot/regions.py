"""Parts of England wider than a region, by the regions they gather."""

WIDE_REGIONS: dict[str, tuple[str, ...]] = {
    "the Midlands": ("West Midlands", "East Midlands"),
    "the North": ("North West", "North East", "Yorkshire and the Humber"),
    "the South": ("South East", "South West", "London"),
}
