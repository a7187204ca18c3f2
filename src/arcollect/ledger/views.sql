-- The read models. Anyone may open the file and query them; `arcollect` itself reads through them.

-- Money that counts: not voided, and a cheque only once it is cleared, from that day on.
CREATE VIEW money AS
SELECT id AS payment_id, customer_id, currency, amount, method, entry_id,
       CASE WHEN cleared_on IS NOT NULL AND cleared_on > on_day THEN cleared_on ELSE on_day END AS on_day
FROM payment
WHERE voided_on IS NULL AND COALESCE(cheque_state, 'cleared') = 'cleared';

-- Everything that makes an invoice smaller, with the day from which it does.
CREATE VIEW reduction AS
SELECT a.invoice_id, a.payment_id, m.customer_id, m.currency, a.amount, a.entry_id, 'payment' AS kind,
       CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END AS on_day
FROM allocation a JOIN money m ON m.payment_id = a.payment_id
WHERE a.voided_on IS NULL
UNION ALL
SELECT invoice_id, NULL, customer_id, currency, amount, entry_id, kind, on_day
FROM credit
WHERE invoice_id IS NOT NULL AND voided_on IS NULL;

-- Every invoice that is not void with what is open of it, by all that is known.
CREATE VIEW open_item AS
SELECT i.id AS invoice_id, i.number, i.customer_id, i.issued, i.due, i.currency, i.amount,
       i.amount - COALESCE((SELECT SUM(r.amount) FROM reduction r WHERE r.invoice_id = i.id), 0) AS open
FROM invoice i
WHERE i.voided_on IS NULL;

-- Money received and credit given that no invoice has used up.
CREATE VIEW on_account AS
SELECT m.customer_id, m.currency, m.payment_id,
       m.amount - COALESCE((SELECT SUM(r.amount) FROM reduction r WHERE r.payment_id = m.payment_id), 0) AS amount
FROM money m
UNION ALL
SELECT customer_id, currency, NULL, amount FROM credit WHERE invoice_id IS NULL AND voided_on IS NULL;

-- What each customer owes in each currency: open items less what is on account.
CREATE VIEW balance AS
SELECT customer_id, currency, SUM(amount) AS amount
FROM (SELECT customer_id, currency, open AS amount FROM open_item
      UNION ALL SELECT customer_id, currency, -amount FROM on_account) AS parts
GROUP BY customer_id, currency;
