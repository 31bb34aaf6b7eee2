-- Names of rules are what people read when one is broken.
alter table customers rename constraint customers_check2 to "a customer needs a name or an organisation";
alter table customer_relations rename constraint customer_relations_check to "a relation is between two different customers";
alter table customer_relations rename constraint customer_relations_check1 to "a relation names a customer or a name, one of both";
alter table customers rename constraint customers_check to "a budget has an amount and a currency";

-- down
alter table customers rename constraint "a budget has an amount and a currency" to customers_check;
alter table customer_relations rename constraint "a relation names a customer or a name, one of both" to customer_relations_check1;
alter table customer_relations rename constraint "a relation is between two different customers" to customer_relations_check;
alter table customers rename constraint "a customer needs a name or an organisation" to customers_check2;
