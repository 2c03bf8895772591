-- When a run was last given it, to the hour; what nobody has asked for in a long time may be forgotten.
alter table circuit add column used_at timestamptz;
update circuit set used_at = created_at;
alter table circuit alter column used_at set not null;
create index circuit_by_use on circuit (used_at);

alter table formulation add column used_at timestamptz;
update formulation set used_at = created_at;
alter table formulation alter column used_at set not null;
create index formulation_by_use on formulation (used_at);
