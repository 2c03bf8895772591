-- Not compressed, which numbers with noise hardly are anyway, so that a part is read without the rest.
alter table snapshot alter column covariance set storage external;
