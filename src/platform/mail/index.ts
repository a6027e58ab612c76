import { createTransport } from 'nodemailer'

export type Letter = { to: string; subject: string; text: string }

/** `ready` is false when no SMTP server is set; then nothing is sent and callers offer another way. */
export type Mail = { ready: boolean; send(letter: Letter): Promise<void> }

export function openMail(smtpUrl: string | null, from: string): Mail {
  if (!smtpUrl) return { ready: false, send: async () => {} }
  const transport = createTransport(smtpUrl)
  return { ready: true, send: async (letter) => void (await transport.sendMail({ from, ...letter })) }
}
