import { z } from "zod";

/** What everybody may know of a creator. Nothing of her money, and no address. */
export const publicCreator = z.object({
  handle: z.string(),
  displayName: z.string(),
  biography: z.string().describe("Empty: she has written nothing."),
  callPriceTokens: z.bigint().nullable().describe("Tokens for one call; null: she takes no calls."),
  isFollowedByMe: z.boolean(),
  isMe: z.boolean().describe("Whether the caller is this creator."),
});

/** What tokens cost: both numbers, because one would have to be rounded. */
export const tokenPrice = z
  .object({
    tokens: z.bigint(),
    amountMinor: z.bigint().describe("What so many tokens cost, minor units of the wallet's currency."),
  })
  .describe("What tokens are worth: the price of the fan's latest purchase in this currency.");

export const creatorProfile = publicCreator.extend({
  followerCount: z.int(),
  payableWith: z
    .array(
      z.object({
        currency: z.string().describe("ISO 4217."),
        spendableTokens: z.bigint(),
        spendableMinor: z.bigint().describe("The same in minor units."),
        price: tokenPrice,
      }),
    )
    .describe(
      "The caller's tokens by currency, any of which can pay her: her own currency first; also where none are left.",
    ),
});

export const followedCreator = z.object({
  handle: z.string(),
  displayName: z.string(),
  since: z.date(),
});

export const fanProfile = z.object({
  fanId: z.uuid(),
  displayName: z.string().nullable().describe("Null: a fan whom only the host knows."),
  handle: z.string().nullable().describe("Set where this fan is a creator: her profile is the page to show."),
  since: z.date(),
  isMe: z.boolean(),
  followingCount: z.int(),
  following: z.array(followedCreator).describe("The latest 50 creators that this fan follows."),
});

/** What somebody may change of how others see her. */
export const ownProfile = z.object({
  displayName: z.string().nullable(),
  handle: z.string().nullable().describe("Null for a fan, as the two below."),
  biography: z.string().nullable(),
  callPriceTokens: z.bigint().nullable(),
});
