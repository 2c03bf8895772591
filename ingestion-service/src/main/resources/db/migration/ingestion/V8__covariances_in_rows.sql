-- A covariance in rows of 4 MiB, the last one shorter: of thousands of symbols it is too large to be handed over at once.
-- Those that are there already stay where they are.
create table snapshot_covariance (
    snapshot varchar(64) not null references snapshot (digest) on delete cascade,
    part     integer     not null,
    -- of n·n numbers, row-major little-endian float64
    content  bytea       not null,
    primary key (snapshot, part)
);
alter table snapshot_covariance alter column content set storage external;

alter table snapshot alter column covariance drop not null;
