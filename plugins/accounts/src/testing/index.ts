export {
  type IdentityProviderKit,
  type IdentityProviderKitOptions,
  identityProviderCases,
  identityProviderConformance,
} from './identity-provider.ts'
export { newAttempt, type TestVendor, type VendorFault, type VendorPerson } from './vendor.ts'
