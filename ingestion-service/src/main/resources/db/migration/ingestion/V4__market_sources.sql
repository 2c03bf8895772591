-- Where the market data of a universe comes from, and how that goes.
create table market_source (
    universe     varchar(100) primary key,
    type         varchar(20) not null,
    -- between two fetches
    seconds      bigint,
    first_day    date,
    -- whose turn it is, and until when unless it says so again
    lease        uuid,
    leased_until timestamptz,
    next_at      timestamptz not null,
    -- in a row
    failures     int         not null default 0,
    succeeded_at timestamptz,
    failed_at    timestamptz,
    error        text,
    skew_millis  bigint,
    taken        bigint      not null default 0,
    gaps         bigint      not null default 0,
    filled       bigint      not null default 0,
    missed       bigint      not null default 0
);

create table market_source_symbol (
    universe   varchar(100) not null references market_source (universe) on delete cascade,
    symbol     varchar(32)  not null,
    -- in the order of the request
    position   int          not null,
    -- the service's
    name       varchar(32)  not null,
    fetched_at timestamptz,
    -- of the last trade that is in Kafka
    sequence   bigint,
    problem    text,
    primary key (universe, symbol)
);
