import { type Guide, type Place, readOn } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

const api = seen(
  'https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description',
  'secondary',
)
const callback = seen('https://dev.vk.com/api/callback/getting-started', 'secondary')

const mine = { says: 'Мои приложения', means: 'mine' } as const

const business = (menus: NonNullable<Place['menus']>, rows: Place['rows']): Place => ({
  at: 'id.vk.com/about/business/go',
  menus: [mine, ...menus],
  rows,
  source: seen('https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/create-application'),
})

const manage = { says: 'Управление сообществом', means: 'manage' } as const
const apiUse = { says: 'Работа с API', means: 'apiUse' } as const

const community = (menus: NonNullable<Place['menus']>, rows: Place['rows'], source = callback): Place => ({
  at: 'vk.com',
  menus: [{ own: 'community' }, manage, apiUse, ...menus],
  ...{ rows, source },
})

export const guide = {
  speaks: 'ru',
  app: {
    0: [
      business(
        [{ says: 'Добавить приложение', means: 'addApp' }],
        [
          { do: 'fill', at: { says: 'Название приложения', means: 'appName', unsure: true }, with: 'name' },
          {
            do: 'choose',
            at: { says: 'Платформа', means: 'platform' },
            among: [{ name: 'Web', chosen: true }, { name: 'Android' }, { name: 'iOS' }],
          },
        ],
      ),
    ],
    1: [
      business(
        [{ own: 'app' }],
        [
          { do: 'fill', at: { says: 'Базовый домен', means: 'baseDomain' }, with: 'host' },
          { do: 'fill', at: { says: 'Доверенный redirect URL', means: 'redirect' }, with: 'back' },
        ],
      ),
    ],
    2: [
      {
        kind: 'mail',
        at: 'devsupport@corp.vk.com',
        rows: [
          { do: 'fill', at: { says: 'ID приложения', means: 'appId' }, with: { words: 'yourAppId' } },
          { do: 'fill', at: { says: 'Права доступа', means: 'rights' }, with: 'scopes' },
          { do: 'fill', at: { says: 'Для чего', means: 'purpose' }, with: 'about' },
        ],
        source: api,
      },
    ],
    3: [
      business(
        [{ own: 'app' }],
        [{ do: 'copy', at: { says: 'ID приложения', means: 'appId' }, to: 'clientId' }],
      ),
    ],
  },
  webhooks: {
    0: [
      community(
        ['Callback API'],
        [
          {
            do: 'copy',
            at: { says: 'Строка, которую должен вернуть сервер', means: 'confirmation' },
            to: 'confirmation',
          },
        ],
      ),
    ],
    1: [
      community(
        ['Callback API'],
        [
          { do: 'fill', at: { says: 'Адрес', means: 'address' }, with: 'webhook' },
          { do: 'fill', at: { says: 'Секретный ключ', means: 'secretKey' }, with: 'secret' },
          { do: 'press', at: { says: 'Сохранить', means: 'save', unsure: true } },
          { do: 'press', at: { says: 'Подтвердить', means: 'confirm' } },
        ],
      ),
    ],
    2: [
      community(
        ['Callback API', { says: 'Типы событий', means: 'events' }],
        [
          {
            do: 'choose',
            at: { says: 'Типы событий', means: 'events' },
            among: [
              { name: { says: 'Записи на стене', means: 'wallPosts', unsure: true }, chosen: true },
              { name: { says: 'Комментарии на стене', means: 'wallComments', unsure: true }, chosen: true },
              { name: { says: 'Лайки', means: 'likes', unsure: true }, chosen: true },
              { name: { says: 'Участники', means: 'members', unsure: true }, chosen: true },
            ],
            many: true,
          },
        ],
      ),
    ],
  },
  ways: {
    community: [
      community(
        [{ says: 'Ключи доступа', means: 'keys', unsure: true }],
        [
          { do: 'press', at: { says: 'Создать ключ', means: 'createKey' } },
          {
            do: 'choose',
            at: { says: 'Права доступа', means: 'rights', unsure: true },
            among: [{ name: { says: 'Стена сообщества', means: 'wall', unsure: true }, chosen: true }],
            many: true,
          },
          { do: 'copy', at: { says: 'Ключ', means: 'key', unsure: true }, to: 'token' },
        ],
        seen('https://dev.vk.com/ru/api/access-token/community-token/in-community-settings', 'secondary'),
      ),
    ],
  },
} as const satisfies Guide
