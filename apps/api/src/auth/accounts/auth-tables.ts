import type { BetterAuthOptions } from "better-auth";

/** How better-auth's models and fields are called in the tables that Prisma's schema describes. */
const times = { createdAt: "created_at", updatedAt: "updated_at" };

export const userTable = {
  modelName: "users",
  fields: { ...times, emailVerified: "email_verified" },
  additionalFields: {
    locale: { type: "string", required: false, input: true, fieldName: "locale" },
    timeZone: { type: "string", required: false, input: true, fieldName: "time_zone" },
  },
} satisfies BetterAuthOptions["user"];

export const sessionTable = {
  modelName: "sessions",
  fields: {
    ...times,
    userId: "user_id",
    expiresAt: "expires_at",
    ipAddress: "ip_address",
    userAgent: "user_agent",
  },
} satisfies BetterAuthOptions["session"];

export const accountTable = {
  modelName: "credentials",
  fields: {
    ...times,
    userId: "user_id",
    accountId: "account_id",
    providerId: "provider_id",
    accessToken: "access_token",
    refreshToken: "refresh_token",
    idToken: "id_token",
    accessTokenExpiresAt: "access_token_expires_at",
    refreshTokenExpiresAt: "refresh_token_expires_at",
  },
} satisfies BetterAuthOptions["account"];

export const verificationTable = {
  modelName: "verifications",
  fields: { ...times, expiresAt: "expires_at" },
} satisfies BetterAuthOptions["verification"];

export const twoFactorTables = {
  user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
  twoFactor: {
    modelName: "two_factors",
    fields: {
      userId: "user_id",
      backupCodes: "backup_codes",
      failedVerificationCount: "failed_verification_count",
      lockedUntil: "locked_until",
    },
  },
};

export const passkeyTable = {
  passkey: {
    modelName: "passkeys",
    fields: {
      userId: "user_id",
      publicKey: "public_key",
      credentialID: "credential_id",
      deviceType: "device_type",
      backedUp: "backed_up",
      createdAt: "created_at",
    },
  },
};
