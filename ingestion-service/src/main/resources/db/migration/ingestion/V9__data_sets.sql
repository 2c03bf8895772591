-- Tables that never change, by the digest of their canonical form.
create table dataset_version (
    digest      varchar(64) primary key,
    bytes       bigint      not null,
    rows        integer     not null,
    columns     integer     not null,
    -- the columns, what is in them, and warnings, as JSON
    description text        not null,
    -- when it was last loaded, or a data set that it had been became another one or was deleted
    stored_at   timestamptz not null
);
create index dataset_version_by_age on dataset_version (stored_at);

-- The lines of the canonical form but the first, which has the names: whole lines, a mebibyte or a little more a row.
create table dataset_part (
    digest    varchar(64) not null references dataset_version (digest) on delete cascade,
    part      integer     not null,
    -- counted from 0
    first_row bigint      not null,
    content   bytea       not null,
    primary key (digest, part)
);

create table dataset (
    name      varchar(100) primary key,
    digest    varchar(64)  not null references dataset_version (digest),
    version   bigint       not null,
    loaded_at timestamptz  not null
);
create index dataset_by_digest on dataset (digest);
