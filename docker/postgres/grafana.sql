-- For Grafana's panels: may read what the services will make, and nothing else. Anybody who may look at a panel may send
-- queries of his own through it.
create role grafana login password 'grafana';
alter role grafana set default_transaction_read_only = on;
alter default privileges for role ketstream grant usage on schemas to grafana;
alter default privileges for role ketstream grant select on tables to grafana;
