import { createTransport } from 'nodemailer'
import { hideIn, passwordIn } from '../hide.ts'

export type Letter = { to: string; subject: string; text: string }

/** `ready` is false when no SMTP server is set; then nothing is sent and callers offer another way. */
export type Mail = { ready: boolean; send(letter: Letter): Promise<void> }

/** Whoever looks whether the server answers does not wait as long as a letter may. */
const probing = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 }

export function openMail(smtpUrl: string | null, from: string): Mail {
  if (!smtpUrl) return { ready: false, send: async () => {} }
  const transport = createTransport(smtpUrl)
  return {
    ready: true,
    send: async (letter) => void (await transport.sendMail({ from, ...letter }).catch(tellWithout(smtpUrl))),
  }
}

/** Signs in at the server and leaves again; throws when it does not answer or refuses. */
export async function probeMail(smtpUrl: string): Promise<void> {
  const transport = createTransport({ url: smtpUrl, ...probing })
  try {
    await transport.verify().catch(tellWithout(smtpUrl))
  } finally {
    transport.close()
  }
}

/** A server that refuses us may quote what we signed in with. Its words are kept with the job that failed, and logged. */
const tellWithout =
  (smtpUrl: string) =>
  (error: unknown): never => {
    const words = error instanceof Error ? error.message : String(error)
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw Object.assign(new Error(hideIn(words, [passwordIn(smtpUrl)])), { code })
  }
