-- Every event ever received, exactly as it was received. Never updated, never deleted.
create table event (
    event_id         uuid primary key,
    type             text not null,
    run_id           uuid,
    topic            text not null,
    record_partition int not null,
    record_offset    bigint not null,
    record_timestamp timestamptz not null,
    payload          text not null
);

-- The events of a run in the order in which they are projected.
create index event_of_run on event (run_id, topic, record_partition, record_offset) where run_id is not null;

-- One row a run: what is looked for in columns, everything else in its facts (JSON, ASCII only).
create table run (
    run_id       uuid primary key,
    status       text not null,
    problem_type text,
    submitted_at timestamptz,
    replay_of    uuid,
    facts        text not null
);

create index run_by_time on run (submitted_at desc, run_id) where submitted_at is not null;
create index run_by_status on run (status, submitted_at desc, run_id) where submitted_at is not null;
create index run_by_problem on run (problem_type, submitted_at desc, run_id) where submitted_at is not null;

-- digest: of everything but the time, doubles as bits, so that two trajectories are compared in the database.
create table iteration (
    run_id          uuid not null,
    iteration       int not null,
    evaluations     int not null,
    shots           bigint not null,
    objective       double precision not null,
    standard_error  double precision not null,
    best_objective  double precision not null,
    best_bit_string text,
    parameters      double precision[] not null,
    occurred_at     timestamptz not null,
    digest          bytea not null,
    primary key (run_id, iteration)
);
