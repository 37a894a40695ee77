/** Whether the verifier's status says that the certificate proves its claim. */
export const isVerified = (status: string): boolean => status === 'VALID_EXACT' || status === 'VALID_ENCLOSED';
