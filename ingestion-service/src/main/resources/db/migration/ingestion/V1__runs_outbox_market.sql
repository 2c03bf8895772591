create table run (
    id              uuid primary key,
    idempotency_key varchar(255) unique,
    request_digest  varchar(64)  not null,
    submitted_at    timestamptz  not null,
    replay_of       uuid,
    -- the RunSubmitted event as it was sent, so that a replay repeats exactly it
    event           text         not null
);

-- Problems too large for a message, and served for as long as their runs are kept.
create table problem (
    digest  varchar(64) primary key,
    content text not null
);

create table outbox (
    id         bigint generated always as identity primary key,
    topic      varchar(249) not null,
    event      text         not null,
    created_at timestamptz  not null
);

create table universe (
    name       varchar(100) primary key,
    symbols    int          not null,
    days       int          not null,
    first_day  date         not null,
    last_day   date         not null,
    loaded_at  timestamptz  not null
);

create table price (
    universe varchar(100)     not null references universe (name) on delete cascade,
    day      date             not null,
    symbol   varchar(32)      not null,
    close    double precision not null,
    primary key (universe, symbol, day)
);

create table snapshot (
    digest     varchar(64) primary key,
    universe   varchar(100) not null,
    as_of      date         not null,
    created_at timestamptz  not null,
    -- the snapshot's JSON without its covariance
    header     text         not null,
    -- n·n numbers, row-major little-endian float64
    covariance bytea        not null
);
create index snapshot_by_universe on snapshot (universe, as_of, created_at);
