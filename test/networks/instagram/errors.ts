import type { Reply } from '../frame.ts'

/** The one shape of errors that the graph has. */
export const wrong = (
  code: number,
  subcode: number | undefined,
  message: string,
  { status = 400, headers }: { status?: number; headers?: Record<string, string> } = {},
): Reply => ({
  status,
  body: {
    error: {
      message,
      type: 'OAuthException',
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      fbtrace_id: 'A6LJylpZRKw2xKLFsAP',
    },
  },
  ...(headers && { headers }),
})
