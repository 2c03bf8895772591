-- Results of runs' questions by the id of the request, so that a repeated request is answered from here.
create table result (
    request_id text        primary key,
    event      bytea       not null,
    stored_at  timestamptz not null default now()
);
create index result_stored_at on result using brin (stored_at);

-- Work that outlives a message: jobs of the API, and requests of runs that run long, wait for their circuit or were
-- delivered before. Whoever holds the lease works on it; a lease that runs out is taken by another.
create table job (
    id               text             primary key,
    origin           text             not null check (origin in ('API', 'REQUEST')),
    run_id           uuid,
    state            text             not null
        check (state in ('WAITING', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    -- the API's request body, or the value of the run's request record
    payload          bytea            not null,
    source_partition integer,
    source_offset    bigint,
    sent_at          timestamptz      not null,
    waiting_for      text,
    backend          text             not null,
    provider_job_id  text,
    heavy            boolean          not null,
    attempts         integer          not null,
    not_before       timestamptz      not null default now(),
    lease_owner      uuid,
    lease_until      timestamptz,
    created_at       timestamptz      not null default now(),
    finished_at      timestamptz,
    result           bytea,
    failure_code     text,
    failure_message  text
);
create index job_open on job (heavy, created_at) where state in ('QUEUED', 'RUNNING');
create index job_waiting on job (created_at) where state = 'WAITING';
create index job_run on job (run_id) where run_id is not null;
create index job_finished on job (finished_at) where finished_at is not null;
