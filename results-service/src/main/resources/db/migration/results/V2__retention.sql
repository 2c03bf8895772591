-- A run that has ended may be forgotten some time later, its events and its projections together; see
-- docs/decisions/0204. All else in the log stays as it was received.
alter table run add column ended_at timestamptz;

-- without \u escapes, which a user's text may have and jsonb not know; an escaped backslash before a u is none
update run set ended_at = (regexp_replace(facts, '(\\\\)|\\u[0-9a-fA-F]{4}', '\1', 'g')::jsonb #>> '{outcome,at}')::timestamptz
where status in ('SUCCEEDED', 'FAILED', 'CANCELLED');

create index run_by_end on run (ended_at, run_id) where ended_at is not null;
create index run_by_original on run (replay_of) where replay_of is not null;
create index event_of_no_run on event (record_timestamp) where run_id is null;
