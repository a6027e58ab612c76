import type { Seen } from '../../../src/networks/kit/bed.ts'

export type Bot = { id: number; token: string; username: string; chatId: number; rights: Rights }
export type Rights = { can_post_messages: boolean; can_edit_messages: boolean; can_delete_messages: boolean }
export type Entity = { type: string; offset: number; length: number; url?: string }
export type Chat = {
  id: number
  type: 'channel' | 'group'
  title: string
  username: string | undefined
  members: number | null
  description?: string
  pinned: number[]
}
export type Message = {
  id: number
  chatId: number
  text: string
  media: { mime: string; alt: string; cover?: boolean }[]
  poll: { options: string[]; multiple: boolean; right?: number[]; why?: string } | null
  entities: Entity[]
  above: boolean
  button: { text: string; url: string } | null
  /** Those of one album share it. */
  album: string | null
  at: Date
  silent: boolean
  preview: boolean
  covered: boolean
}

/** What Telegram keeps. */
export class TelegramState {
  now: () => Date = () => new Date()
  skew = 0
  readonly bots = new Map<string, Bot>()
  readonly chats = new Map<number, Chat>()
  readonly messages: Message[] = []
  /** Where each bot tells of what happens. */
  readonly hooks = new Map<number, { url: string; secret: string }>()
  readonly #tokens = new Map<number, string[]>()
  #n = 0

  addChannel(over: Partial<Chat> = {}): { chat: Chat; bot: Bot } {
    const n = ++this.#n
    const id = -1_001_000_000_000 - n
    const chat: Chat = {
      id,
      type: 'channel',
      title: `Bells ${n}`,
      username: `bells_${n}`,
      members: 3,
      pinned: [],
      ...over,
    }
    const token = `${7_000_000 + n}:AAE-secret_${'x'.repeat(24)}${n}`
    const rights = { can_post_messages: true, can_edit_messages: true, can_delete_messages: true }
    const bot: Bot = { id: 7_000_000 + n, token, username: `bells_${n}_bot`, chatId: id, rights }
    this.chats.set(id, chat)
    this.bots.set(token, bot)
    this.#tokens.set(id, [token])
    return { chat, bot }
  }

  /** @BotFather gives a new token; the old one is nobody's. */
  revoke(chatId: number): void {
    for (const token of this.#tokens.get(chatId) ?? []) this.bots.delete(token)
  }

  secretsOf = (chatId: number): string[] => this.#tokens.get(chatId) ?? []

  chatBy(name: unknown): Chat | undefined {
    const asked = String(name)
    return [...this.chats.values()].find(
      ({ id, username }) => String(id) === asked || (username !== undefined && asked === `@${username}`),
    )
  }

  add(message: Omit<Message, 'id' | 'at'>): Message {
    const at = new Date(this.now().getTime() + this.skew)
    const id = this.messages.filter(({ chatId }) => chatId === message.chatId).length + 1
    const added = { ...message, id: id + this.#gone, at }
    this.messages.push(added)
    return added
  }

  #gone = 0

  remove(chatId: number, ids: readonly number[]): void {
    for (const id of ids) {
      const at = this.messages.findIndex((one) => one.chatId === chatId && one.id === id)
      if (at < 0) continue
      this.messages.splice(at, 1)
      this.unpin(chatId, id)
      this.#gone++
    }
  }

  unpin(chatId: number, id: number): void {
    const chat = this.chats.get(chatId)
    if (chat) chat.pinned = chat.pinned.filter((one) => one !== id)
  }

  /** An album is one post to its readers. */
  seen(chatId: number): Seen[] {
    const own = this.messages.filter((one) => one.chatId === chatId)
    const heads = own.filter((one, at) => one.album === null || own[at - 1]?.album !== one.album)
    return heads.map((head) => ({
      remoteId: String(head.id),
      text: head.text,
      replyTo: null,
      media: own
        .filter((one) => one === head || (head.album && one.album === head.album))
        .flatMap(({ media }) => media.map(({ mime, alt }) => ({ mime, alt }))),
      poll: head.poll && { options: head.poll.options, multiple: head.poll.multiple },
      publishedAt: head.at,
    }))
  }
}
