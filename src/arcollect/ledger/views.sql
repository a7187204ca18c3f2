-- The read models. Anyone may open the ledger and query them.

-- Money that counts, from the day on which it does: not voided, and a cheque only once it is cleared.
-- `ended_on` is the day from which it counts no longer, for a cheque that bounced after it was cleared.
CREATE VIEW money AS
SELECT id AS payment_id, customer_id, currency, amount, method, entry_id,
       CASE WHEN cleared_on IS NOT NULL AND cleared_on > on_day THEN cleared_on ELSE on_day END AS on_day,
       CASE WHEN cheque_state = 'bounced' THEN bounced_on END AS ended_on
FROM payment
WHERE voided_on IS NULL
  AND (cheque_state IS NULL OR cheque_state = 'cleared'
       OR (cheque_state = 'bounced' AND cleared_on IS NOT NULL AND bounced_on IS NOT NULL));

-- Everything that makes an invoice smaller, from `on_day` to the day before `ended_on`.
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

-- Every invoice that is not void with what is open of it, by all that is known.
CREATE VIEW open_item AS
SELECT i.id AS invoice_id, i.number, i.customer_id, i.issued, i.due, i.currency, i.amount,
       i.amount - COALESCE((SELECT SUM(r.amount) FROM reduction r
                            WHERE r.invoice_id = i.id AND r.ended_on IS NULL), 0) AS open
FROM invoice i
WHERE i.voided_on IS NULL;

-- Money received and credit given that no invoice has used up and that was not paid back.
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

-- What each customer owes in each currency: open items less what is on account.
CREATE VIEW balance AS
SELECT customer_id, currency, SUM(amount) AS amount
FROM (SELECT customer_id, currency, open AS amount FROM open_item
      UNION ALL SELECT customer_id, currency, -amount FROM on_account) AS parts
GROUP BY customer_id, currency;
