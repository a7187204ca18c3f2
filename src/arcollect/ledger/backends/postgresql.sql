-- Compiled from schema.py and views.sql; not edited by hand.

CREATE TABLE customer (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    code VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    language VARCHAR,
    terms_days INTEGER,
    credit_limit BIGINT,
    group_name VARCHAR,
    rep VARCHAR,
    collection_day VARCHAR,
    phone VARCHAR,
    email VARCHAR,
    birthday VARCHAR,
    notes VARCHAR,
    PRIMARY KEY (id),
    UNIQUE (code)
);

CREATE INDEX ix_customer_name ON customer (name);

CREATE TABLE entry (
    id SERIAL NOT NULL,
    at VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    changes VARCHAR NOT NULL,
    undoes INTEGER,
    previous VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    schema_version VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(undoes) REFERENCES entry (id)
);

CREATE TABLE setting (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY (key)
);

CREATE TABLE invoice (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    number VARCHAR NOT NULL,
    customer_id INTEGER NOT NULL,
    issued DATE NOT NULL,
    due DATE NOT NULL,
    due_assumed BOOLEAN NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    note VARCHAR,
    open BIGINT DEFAULT '0' NOT NULL,
    open_changed DATE,
    open_until DATE DEFAULT '9999-12-31' NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_invoice_customer ON invoice (customer_id, open_until, issued);

CREATE INDEX ix_invoice_open ON invoice (customer_id, due, number, issued, currency, open, open_changed, amount, open_until, voided_on) WHERE open_until = '9999-12-31' AND voided_on IS NULL;

CREATE INDEX ix_invoice_settled ON invoice (open_until, issued) WHERE open_until < '9999-12-31';

CREATE INDEX ix_invoice_void ON invoice (number) WHERE voided_on IS NOT NULL;

CREATE UNIQUE INDEX ux_invoice_number ON invoice (number) WHERE voided_on IS NULL;

CREATE TABLE payment (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    customer_id INTEGER NOT NULL,
    on_day DATE NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    method VARCHAR,
    reference VARCHAR,
    note VARCHAR,
    cheque_number VARCHAR,
    cheque_bank VARCHAR,
    cheque_issued DATE,
    cheque_state VARCHAR,
    cleared_on DATE,
    bounced_on DATE,
    on_account BIGINT DEFAULT '0' NOT NULL,
    on_account_changed DATE,
    on_account_until DATE DEFAULT '9999-12-31' NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_payment_cheque ON payment (on_day) WHERE cheque_state IS NOT NULL;

CREATE INDEX ix_payment_customer ON payment (customer_id, on_day);

CREATE INDEX ix_payment_in_hand ON payment (cheque_issued) WHERE cheque_state = 'in hand';

CREATE INDEX ix_payment_on_account_until ON payment (on_account_until, on_day);

CREATE TABLE person (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    customer_id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    role VARCHAR,
    phone VARCHAR,
    email VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_person_customer_id ON person (customer_id);

CREATE TABLE promise (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    customer_id INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    currency VARCHAR NOT NULL,
    made DATE NOT NULL,
    due DATE NOT NULL,
    level INTEGER NOT NULL,
    channel VARCHAR NOT NULL,
    said_by VARCHAR,
    words VARCHAR,
    ended DATE,
    ended_as VARCHAR,
    ended_entry INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_promise_customer_id ON promise (customer_id);

CREATE TABLE visit (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    customer_id INTEGER NOT NULL,
    on_day DATE NOT NULL,
    channel VARCHAR NOT NULL,
    who VARCHAR,
    words VARCHAR,
    outcome VARCHAR,
    excuses VARCHAR,
    took VARCHAR,
    rep VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX ix_visit_customer ON visit (customer_id, on_day);

CREATE INDEX ix_visit_on_day ON visit (on_day);

CREATE TABLE allocation (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    payment_id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    amount BIGINT NOT NULL,
    on_day DATE NOT NULL,
    ended_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(payment_id) REFERENCES payment (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
);

CREATE INDEX ix_allocation_invoice_id ON allocation (invoice_id);

CREATE INDEX ix_allocation_payment_id ON allocation (payment_id);

CREATE TABLE credit (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    customer_id INTEGER NOT NULL,
    invoice_id INTEGER,
    kind VARCHAR NOT NULL,
    on_day DATE NOT NULL,
    currency VARCHAR NOT NULL,
    amount BIGINT NOT NULL,
    reason VARCHAR,
    ended_on DATE,
    origin_id INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id),
    FOREIGN KEY(origin_id) REFERENCES credit (id)
);

CREATE INDEX ix_credit_customer_id ON credit (customer_id);

CREATE INDEX ix_credit_invoice_id ON credit (invoice_id);

CREATE INDEX ix_credit_on_account ON credit (on_day) WHERE invoice_id IS NULL;

CREATE TABLE dispute (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    invoice_id INTEGER NOT NULL,
    opened DATE NOT NULL,
    reason VARCHAR NOT NULL,
    owner VARCHAR,
    review DATE,
    closed DATE,
    outcome VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
);

CREATE INDEX ix_dispute_closed ON dispute (closed);

CREATE INDEX ix_dispute_invoice_id ON dispute (invoice_id);

CREATE TABLE follow_up (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    customer_id INTEGER NOT NULL,
    visit_id INTEGER,
    on_day DATE NOT NULL,
    text VARCHAR NOT NULL,
    code VARCHAR,
    amount BIGINT,
    done_on DATE,
    done_as VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(customer_id) REFERENCES customer (id),
    FOREIGN KEY(visit_id) REFERENCES visit (id)
);

CREATE INDEX ix_follow_up_customer_id ON follow_up (customer_id);

CREATE INDEX ix_follow_up_to_do ON follow_up (on_day) WHERE done_on IS NULL AND voided_on IS NULL;

CREATE TABLE promise_invoice (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    promise_id INTEGER NOT NULL,
    invoice_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (promise_id, invoice_id),
    FOREIGN KEY(promise_id) REFERENCES promise (id),
    FOREIGN KEY(invoice_id) REFERENCES invoice (id)
);

CREATE INDEX ix_promise_invoice_invoice_id ON promise_invoice (invoice_id);

CREATE INDEX ix_promise_invoice_promise_id ON promise_invoice (promise_id);

CREATE TABLE refund (
    id SERIAL NOT NULL,
    entry_id INTEGER NOT NULL,
    voided_on DATE,
    void_reason VARCHAR,
    payment_id INTEGER NOT NULL,
    on_day DATE NOT NULL,
    amount BIGINT NOT NULL,
    method VARCHAR,
    reason VARCHAR,
    PRIMARY KEY (id),
    FOREIGN KEY(payment_id) REFERENCES payment (id)
);

CREATE INDEX ix_refund_payment_id ON refund (payment_id);

CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);

INSERT INTO alembic_version (version_num) VALUES ('0003');

CREATE VIEW money AS
SELECT id AS payment_id, customer_id, currency, amount, method, entry_id,
       CASE WHEN cleared_on IS NOT NULL AND cleared_on > on_day THEN cleared_on ELSE on_day END AS on_day,
       CASE WHEN cheque_state = 'bounced' THEN bounced_on END AS ended_on
FROM payment
WHERE voided_on IS NULL
  AND (cheque_state IS NULL OR cheque_state = 'cleared'
       OR (cheque_state = 'bounced' AND cleared_on IS NOT NULL AND bounced_on IS NOT NULL));

CREATE VIEW reduction AS
SELECT a.invoice_id, a.payment_id, m.customer_id, m.currency, a.amount, a.entry_id,
       CASE WHEN m.method = 'opening' THEN 'opening' ELSE 'payment' END AS kind,
       CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END AS on_day,
       CASE WHEN a.ended_on IS NULL OR m.ended_on < a.ended_on THEN m.ended_on ELSE a.ended_on END AS ended_on
FROM allocation a JOIN money m ON m.payment_id = a.payment_id
WHERE a.voided_on IS NULL
UNION ALL
SELECT invoice_id, NULL, customer_id, currency, amount, entry_id, kind, on_day, ended_on
FROM credit
WHERE invoice_id IS NOT NULL AND voided_on IS NULL;

CREATE VIEW open_item AS
SELECT i.id AS invoice_id, i.number, i.customer_id, i.issued, i.due, i.currency, i.amount,
       i.amount - COALESCE((SELECT SUM(r.amount) FROM reduction r
                            WHERE r.invoice_id = i.id AND r.ended_on IS NULL), 0) AS open
FROM invoice i
WHERE i.voided_on IS NULL;

CREATE VIEW on_account AS
SELECT m.customer_id, m.currency, m.payment_id,
       m.amount - COALESCE((SELECT SUM(a.amount) FROM allocation a
                            WHERE a.payment_id = m.payment_id AND a.voided_on IS NULL AND a.ended_on IS NULL), 0)
                - COALESCE((SELECT SUM(f.amount) FROM refund f
                            WHERE f.payment_id = m.payment_id AND f.voided_on IS NULL), 0) AS amount
FROM money m
WHERE m.ended_on IS NULL
UNION ALL
SELECT customer_id, currency, NULL, amount FROM credit
WHERE invoice_id IS NULL AND voided_on IS NULL AND ended_on IS NULL;

CREATE VIEW balance AS
SELECT customer_id, currency, SUM(amount) AS amount
FROM (SELECT customer_id, currency, open AS amount FROM open_item
      UNION ALL SELECT customer_id, currency, -amount FROM on_account) AS parts
GROUP BY customer_id, currency;
