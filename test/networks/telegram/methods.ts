import type { Bot, Chat, Entity, Message, TelegramState } from './state.ts'

export type Asked = {
  method: string
  fields: Record<string, unknown>
  files: Record<string, Buffer>
  form: boolean
}

export type Said =
  | { ok: true; result: unknown }
  | { ok: false; error_code: number; description: string; parameters?: { retry_after: number } }

type Method = (asked: Asked, bot: Bot) => Said

const said = (result: unknown): Said => ({ ok: true, result })
const no = (description: string, error_code = 400): Said => ({
  ok: false,
  error_code,
  description: `${error_code === 403 ? 'Forbidden' : 'Bad Request'}: ${description}`,
})

/** What is written into a form as JSON comes as text. */
const read = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)
const yes = (value: unknown): boolean => value === true || value === 'true'

const mostText = 4096
const mostCaption = 1024

/** The methods that an adapter calls, by Telegram's own rules; lengths are counted here, not by the kit. */
export function createMethods(state: TelegramState): Record<string, Method> {
  /** The channel that is meant, where the bot may do what it asks. */
  const within = (
    asked: Asked,
    bot: Bot,
    right: keyof Bot['rights'] | null,
    work: (chat: Chat) => Said,
  ): Said => {
    const chat = state.chatBy(asked.fields.chat_id)
    if (!chat || chat.id !== bot.chatId) return no('chat not found')
    if (right && !bot.rights[right]) return no('not enough rights to do that in the channel')
    return work(chat)
  }

  const shown = (message: Message) => {
    const chat = state.chats.get(message.chatId)
    return {
      message_id: message.id,
      date: Math.floor(message.at.getTime() / 1000),
      chat: { id: message.chatId, type: 'channel', title: chat?.title, username: chat?.username },
      ...(message.media.length > 0 ? { caption: message.text } : { text: message.text }),
    }
  }

  const plain = {
    media: [],
    poll: null,
    album: null,
    silent: false,
    preview: true,
    covered: false,
    entities: [],
    above: false,
    button: null,
  }

  const oneFile =
    (field: keyof typeof looks): Method =>
    (asked, bot) =>
      within(asked, bot, 'can_post_messages', (chat) => {
        const text = String(asked.fields.caption ?? '')
        const mime = looks[field](asked.files[field] ?? Buffer.alloc(0))
        const cover = coverOf(asked.fields.cover, asked)
        if (!mime || cover === null) return no('wrong type of the web page content')
        if (text.length > mostCaption) return no('message caption is too long')
        const entities = entitiesIn(asked.fields.caption_entities, text)
        const button = buttonIn(asked)
        if (!entities) return no("can't parse entities")
        if (button === 'odd') return no('BUTTON_URL_INVALID')
        const media = [{ mime, alt: '', ...(cover && { cover }) }]
        const covered = yes(asked.fields.has_spoiler)
        const above = yes(asked.fields.show_caption_above_media)
        const more = { covered, above, entities, button }
        return said(shown(state.add({ ...plain, chatId: chat.id, text, media, ...more })))
      })

  return {
    getMe: (_, bot) => said({ id: bot.id, is_bot: true, first_name: bot.username, username: bot.username }),

    getChat: (asked, bot) =>
      within(asked, bot, null, ({ id, type, title, username, description }) =>
        said({
          id,
          type,
          title,
          username,
          ...(description && { description }),
          ...pinnedIn(id),
          accent_color_id: 1,
          max_reaction_count: 11,
          accepted_gift_types: gifts,
        }),
      ),

    getChatMember: (asked, bot) =>
      within(asked, bot, null, () =>
        said({
          status: 'administrator',
          user: { id: bot.id, is_bot: true, first_name: bot.username },
          ...administrator,
          ...bot.rights,
        }),
      ),

    setWebhook: (asked, bot) => {
      const url = String(asked.fields.url ?? '')
      const secret = String(asked.fields.secret_token ?? '')
      if (!url.startsWith('https://')) return no('bad webhook: An HTTPS URL must be provided for webhook')
      if (!/^[\w-]{1,256}$/.test(secret)) return no('secret token contains unallowed characters')
      state.hooks.set(bot.id, { url, secret })
      return said(true)
    },
    getWebhookInfo: (_, bot) =>
      said({
        url: state.hooks.get(bot.id)?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: 0,
      }),
    deleteWebhook: (_, bot) => {
      state.hooks.delete(bot.id)
      return said(true)
    },

    getChatMemberCount: (asked, bot) => within(asked, bot, null, ({ members }) => said(members ?? 0)),

    sendMessage: (asked, bot) =>
      within(asked, bot, 'can_post_messages', (chat) => {
        const text = String(asked.fields.text ?? '')
        if (text.trim() === '') return no('message text is empty')
        if (text.length > mostText) return no('message is too long')
        const { link_preview_options: options, disable_notification } = asked.fields
        const preview = !(read(options ?? null) as { is_disabled?: boolean } | null)?.is_disabled
        const silent = yes(disable_notification)
        const entities = entitiesIn(asked.fields.entities, text)
        const button = buttonIn(asked)
        if (!entities) return no("can't parse entities")
        if (button === 'odd') return no('BUTTON_URL_INVALID')
        const more = { preview, silent, entities, button }
        return said(shown(state.add({ ...plain, chatId: chat.id, text, ...more })))
      }),

    sendPhoto: oneFile('photo'),
    sendVideo: oneFile('video'),
    sendAnimation: oneFile('animation'),

    sendMediaGroup: (asked, bot) =>
      within(asked, bot, 'can_post_messages', (chat) => {
        const items = read(asked.fields.media) as Item[]
        if (items.length < 2 || items.length > 10) return no('wrong number of messages in the album')
        if (asked.fields.reply_markup) return no('unknown field reply_markup')
        const media = items.map((item) => (item.type === 'animation' ? null : fileOf(item, asked)))
        if (media.includes(null)) return no('wrong file identifier/HTTP URL specified')
        if (items.some(({ caption = '' }) => caption.length > mostCaption))
          return no('message caption is too long')
        const album = `album ${state.messages.length}`
        const added = items.map(({ caption = '', caption_entities: marks = [], ...item }, at) =>
          state.add({
            ...plain,
            chatId: chat.id,
            text: caption,
            entities: marks,
            above: item.show_caption_above_media === true,
            media: media[at] ? [media[at]] : [],
            album,
          }),
        )
        return said(added.map(shown))
      }),

    sendPoll: (asked, bot) =>
      within(asked, bot, 'can_post_messages', (chat) => {
        const question = String(asked.fields.question ?? '')
        const options = (read(asked.fields.options) as { text: string }[]).map(({ text }) => text)
        if (question.length < 1 || question.length > 300)
          return no('poll question length must not exceed 300')
        if (options.length < 1 || options.length > 12) return no('poll must have at most 12 options')
        if (options.some((text) => text.length < 1 || text.length > 100))
          return no('poll options length must not exceed 100')
        const seconds = Number(asked.fields.open_period)
        if (seconds < 5 || seconds > 2_628_000) return no('poll can be open for 2628000 seconds at most')
        const right = read(asked.fields.correct_option_ids ?? null) as number[] | null
        const quiz = asked.fields.type === 'quiz'
        if (quiz !== (right !== null) || right?.some((nth) => nth < 0 || nth >= options.length))
          return no('QUIZ_CORRECT_ANSWER_INVALID')
        const why = String(asked.fields.explanation ?? '')
        if (why.length > 200) return no('explanation is too long')
        const poll = {
          options,
          multiple: yes(asked.fields.allows_multiple_answers),
          ...(right && { right, why }),
        }
        const {
          message_id,
          date,
          chat: where,
        } = shown(state.add({ ...plain, chatId: chat.id, text: question, poll }))
        return said({ message_id, date, chat: where })
      }),

    editMessageText: (asked, bot) => edited(asked, bot, 'text', mostText),
    editMessageCaption: (asked, bot) => edited(asked, bot, 'caption', mostCaption),
    editMessageMedia: (asked, bot) =>
      changing(asked, bot, (message) => {
        const item = read(asked.fields.media) as Item
        const file = fileOf(item, asked)
        const { caption = '', caption_entities: marks = [] } = item
        if (!file || message.media.length === 0) return no('wrong file identifier/HTTP URL specified')
        if (caption.length > mostCaption) return no('message caption is too long')
        const button = buttonIn(asked)
        if (button === 'odd') return no('BUTTON_URL_INVALID')
        Object.assign(message, { media: [file], text: caption, entities: marks, button })
        return said(shown(message))
      }),

    pinChatMessage: (asked, bot) =>
      changing(asked, bot, ({ chatId, id }) => {
        const chat = state.chats.get(chatId)
        if (chat && !chat.pinned.includes(id)) chat.pinned.push(id)
        return said(true)
      }),
    unpinChatMessage: (asked, bot) =>
      changing(asked, bot, ({ chatId, id }) => {
        state.unpin(chatId, id)
        return said(true)
      }),

    deleteMessages: (asked, bot) =>
      within(asked, bot, 'can_delete_messages', (chat) => {
        const ids = read(asked.fields.message_ids) as number[]
        if (ids.length < 1 || ids.length > 100) return no('wrong number of messages')
        state.remove(chat.id, ids)
        return said(true)
      }),
  }

  /** A message of the bot's channel, where it may change it; pinning asks for the same right. */
  function changing(asked: Asked, bot: Bot, work: (message: Message) => Said): Said {
    return within(asked, bot, 'can_edit_messages', (chat) => {
      const id = Number(asked.fields.message_id)
      const message = state.messages.find((one) => one.chatId === chat.id && one.id === id)
      return message ? work(message) : no('message to edit not found')
    })
  }

  function edited(asked: Asked, bot: Bot, field: 'text' | 'caption', most: number): Said {
    return changing(asked, bot, (message) => {
      const text = String(asked.fields[field] ?? '')
      const name = field === 'text' ? 'entities' : 'caption_entities'
      const entities = entitiesIn(asked.fields[name], text)
      const button = buttonIn(asked)
      if (!entities) return no("can't parse entities")
      if (button === 'odd') return no('BUTTON_URL_INVALID')
      const same = JSON.stringify([text, entities, button])
      if (same === JSON.stringify([message.text, message.entities, message.button]))
        return no('message is not modified: specified new message content is the same')
      if (text.length > most) return no(`message ${field} is too long`)
      Object.assign(message, { text, entities, button })
      return said(shown(message))
    })
  }

  function pinnedIn(chatId: number) {
    const last = state.chats.get(chatId)?.pinned.at(-1)
    const message = state.messages.find((one) => one.chatId === chatId && one.id === last)
    return message ? { pinned_message: shown(message) } : {}
  }
}

type Item = {
  type: keyof typeof looks
  media: string
  cover?: string
  caption?: string
  caption_entities?: Entity[]
  show_caption_above_media?: boolean
}

const attached = (name: unknown, { files }: Asked): Buffer =>
  files[String(name).replace('attach://', '')] ?? Buffer.alloc(0)

/** False where there is none, null where it is no picture. */
function coverOf(cover: unknown, asked: Asked): boolean | null {
  if (cover === undefined) return false
  return pictureType(attached(cover, asked)) === 'image/jpeg' ? true : null
}

function fileOf({ type, media, cover }: Item, asked: Asked): Message['media'][number] | null {
  const mime = looks[type](attached(media, asked))
  const covered = coverOf(cover, asked)
  return mime && covered !== null ? { mime, alt: '', ...(covered && { cover: true }) } : null
}

/** Null where one of them lies outside of its text. */
function entitiesIn(told: unknown, text: string): Entity[] | null {
  const entities = (read(told ?? null) ?? []) as Entity[]
  const inside = ({ offset, length }: Entity) => length > 0 && offset >= 0 && offset + length <= text.length
  return entities.every(inside) ? entities : null
}

function buttonIn({ fields }: Asked): Message['button'] | 'odd' {
  const keys = read(fields.reply_markup ?? null) as { inline_keyboard: Message['button'][][] } | null
  const button = keys?.inline_keyboard[0]?.[0] ?? null
  return button && !/^https?:\/\//.test(button.url) ? 'odd' : button
}

const gifts = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}

const administrator = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
}

/** Telegram looks into files and does not believe their names. */
function pictureType(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (/^\x89PNG/.test(head)) return 'image/png'
  return /^\xff\xd8\xff/.test(head) ? 'image/jpeg' : null
}

const filmType = (bytes: Buffer): string | null =>
  /^....ftyp/s.test(bytes.subarray(0, 12).toString('latin1')) ? 'video/mp4' : null

const gifType = (bytes: Buffer): string | null =>
  /^GIF8/.test(bytes.subarray(0, 6).toString('latin1')) ? 'image/gif' : null

const looks = { photo: pictureType, video: filmType, animation: gifType }
