"""Common ground of every table."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[dt.datetime]):
    """An aware time, kept in UTC; SQLite forgets the zone, so it is given back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _: Dialect) -> dt.datetime | None:
        """Keep it in UTC."""
        return value and value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, _: Dialect) -> dt.datetime | None:
        """Give the zone back."""
        return value and (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).astimezone(
            dt.UTC
        )


class Codes(TypeDecorator[tuple[str, ...]]):
    """Some codes, kept side by side in one text that people can read too."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _: Dialect) -> str | None:
        """Put a space between them."""
        return None if value is None else " ".join(value)

    def process_result_value(self, value: str | None, _: Dialect) -> tuple[str, ...] | None:
        """Take them apart."""
        return None if value is None else tuple(value.split())


# Codes are kept by their value: the database is read by people too, and codes are permanent.
CODE = Enum(
    StrEnum,
    native_enum=False,
    length=40,
    values_callable=lambda codes: [one.value for one in codes],
)


class Strikable:
    """What can be found to be wrong once it is recorded: kept with why, by whom and when."""

    struck: Mapped[str] = mapped_column(default="", sort_order=1)  # why it was wrong; "": it counts
    struck_by: Mapped[str] = mapped_column(default="", sort_order=1)
    struck_at: Mapped[dt.datetime | None] = mapped_column(sort_order=1)


class Base(DeclarativeBase):
    """Moments in UTC, and constraint names that a migration can rely on."""

    type_annotation_map = {dt.datetime: Moment, StrEnum: CODE}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
