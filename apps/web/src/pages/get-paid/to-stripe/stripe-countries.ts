/** Where Stripe opens accounts for people who are paid by a platform. Source: docs.stripe.com/connect/accounts (countries). */
export const stripeCountries = (
  "AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IT JP LI LT LU LV MT MX MY NL NO NZ PL PT RO SE SG SI " +
  "SK TH US"
).split(" ");
