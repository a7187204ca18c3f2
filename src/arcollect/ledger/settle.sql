-- Stored so that settled history costs a question about today nothing; each follows from the rows behind it.
-- By the tables and not by the view `reduction`, into whose parts SQLite does not push down which row is wanted.

-- What is open of an invoice by all that is known, and the day of the last thing that made it smaller.
UPDATE invoice SET (open, last_reduced) = (
  SELECT CASE WHEN invoice.voided_on IS NULL THEN invoice.amount - COALESCE(SUM(r.amount), 0) ELSE 0 END, MAX(r.on_day)
  FROM (SELECT a.amount, CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END AS on_day
        FROM allocation a JOIN money m ON m.payment_id = a.payment_id
        WHERE a.invoice_id = invoice.id AND a.voided_on IS NULL
        UNION ALL
        SELECT k.amount, k.on_day FROM credit k WHERE k.invoice_id = invoice.id AND k.voided_on IS NULL) AS r)
WHERE id IN (SELECT value FROM json_each(:invoices));

-- It is open from its issue to the day before this one. What is void never was.
UPDATE invoice SET open_until = CASE WHEN open = 0 THEN COALESCE(last_reduced, issued) ELSE '9999-12-31' END
WHERE id IN (SELECT value FROM json_each(:invoices));

-- What no invoice has used up of a payment, nothing while it is no money.
UPDATE payment SET (on_account, last_allocated) = (
  SELECT COALESCE(MAX(m.amount), 0) - COALESCE(SUM(a.amount), 0),
         MAX(CASE WHEN m.on_day > a.on_day THEN m.on_day ELSE a.on_day END)
  FROM money m LEFT JOIN allocation a ON a.payment_id = m.payment_id AND a.voided_on IS NULL
  WHERE m.payment_id = payment.id)
WHERE id IN (SELECT value FROM json_each(:payments));

-- Something of it is on account from its day to the day before this one.
UPDATE payment SET on_account_until = CASE WHEN on_account = 0 THEN COALESCE(last_allocated, on_day) ELSE '9999-12-31' END
WHERE id IN (SELECT value FROM json_each(:payments));
