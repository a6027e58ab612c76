import { type Guide, type Place, readOn } from '../kit/guide.ts'

const seen = readOn('2026-11-30')

const create = seen('https://apiok.ru/en/dev/app/create', 'secondary')
const permissions = seen('https://apiok.ru/en/ext/oauth/permissions')

/** OK's documentation says in English what its pages say in Russian: the Russian names are not confirmed. */
const russian = (says: string, means: string) => ({ says, means, unsure: true }) as const

const page = (menus: NonNullable<Place['menus']>, rows: Place['rows'], source = create): Place => ({
  at: 'ok.ru',
  ...{ menus, rows, source },
})

const publicKey = russian('Публичный ключ приложения', 'publicKey')

export const guide = {
  speaks: 'ru',
  app: {
    0: [
      {
        at: 'ok.ru/devaccess',
        rows: [{ do: 'press', at: russian('Получить права разработчика', 'developer') }],
        source: create,
      },
      page(
        [
          russian('Игры', 'games'),
          russian('Мои загруженные', 'uploads'),
          russian('Добавить приложение', 'addApp'),
        ],
        [
          { do: 'fill', at: russian('Название', 'title'), with: 'name' },
          { do: 'fill', at: russian('Описание', 'description'), with: 'about' },
          {
            do: 'choose',
            at: russian('Добавить платформу', 'addPlatform'),
            among: [{ name: 'OAuth', chosen: true }, { name: 'Web' }],
          },
        ],
      ),
    ],
    1: [
      page(
        [{ own: 'app' }, 'OAuth'],
        [
          { do: 'fill', at: russian('Список разрешённых redirect_uri', 'redirects'), with: 'back' },
          { do: 'press', at: russian('Сохранить', 'save') },
        ],
      ),
    ],
    2: [
      {
        kind: 'mail',
        at: { own: 'mailbox' },
        rows: [
          { do: 'copy', at: russian('ID приложения', 'appId'), to: 'clientId' },
          { do: 'copy', at: publicKey, to: 'applicationKey' },
          { do: 'copy', at: russian('Секретный ключ приложения', 'secretKey'), to: 'clientSecret' },
        ],
        source: create,
      },
    ],
    3: [
      {
        kind: 'mail',
        at: 'api-support@ok.ru',
        rows: [
          { do: 'fill', at: { says: 'ID приложения', means: 'appId' }, with: { words: 'yourAppId' } },
          { do: 'fill', at: { says: 'Права', means: 'rights' }, with: 'scopes' },
          { do: 'fill', at: { says: 'Для чего', means: 'purpose' }, with: 'about' },
        ],
        source: permissions,
      },
    ],
  },
  ways: {
    token: [
      page(
        [russian('Мои загруженные', 'uploads'), { own: 'app' }, russian('Изменить настройки', 'settings')],
        [
          { do: 'press', at: russian('Получить access_token', 'getToken') },
          { do: 'copy', at: publicKey, to: 'applicationKey' },
          { do: 'copy', at: russian('Вечный access_token', 'token'), to: 'token' },
          { do: 'copy', at: russian('Session_secret_key', 'sessionSecret'), to: 'sessionSecret' },
        ],
        seen('https://apiok.ru/en/ext/oauth/', 'secondary'),
      ),
    ],
  },
} as const satisfies Guide
