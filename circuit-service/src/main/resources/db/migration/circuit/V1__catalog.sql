-- JSON as text, not jsonb: the bytes are what digests are of.
create table circuit (
    digest     text primary key check (digest ~ '^[0-9a-f]{64}$'),
    content    text        not null,
    created_at timestamptz not null
);

create table formulation (
    digest     text primary key check (digest ~ '^[0-9a-f]{64}$'),
    content    text        not null,
    created_at timestamptz not null
);
