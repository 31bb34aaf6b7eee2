-- Budgets that were entered the wrong way round are turned; those in two currencies tell nothing, so their end is emptied.
update customers set budget_from_amount = budget_to_amount, budget_to_amount = budget_from_amount
  where budget_from_currency = budget_to_currency and budget_from_amount > budget_to_amount;
update customers set budget_to_amount = null, budget_to_currency = null where budget_from_currency <> budget_to_currency;
alter table customers add constraint "a budget has one currency" check (budget_from_currency = budget_to_currency);
alter table customers add constraint "a budget runs from the smaller amount to the larger"
  check (budget_from_currency <> budget_to_currency or budget_from_amount <= budget_to_amount);

-- down
alter table customers drop constraint "a budget runs from the smaller amount to the larger";
alter table customers drop constraint "a budget has one currency";
