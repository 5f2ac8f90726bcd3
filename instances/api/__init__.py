"""The API of instances: as thin as the views, same permissions, same actions."""
