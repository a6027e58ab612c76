import { type Guide, type Place, readOn } from '../kit/guide.ts'
import type { Source } from '../kit/manifest.ts'

const seen = readOn('2026-11-30')

const wiki = (page: string, confidence: Source['confidence'] = 'secondary') =>
  seen(`https://open.weibo.com/wiki/${page}`, confidence)

const authorization = wiki('%E6%8E%88%E6%9D%83%E6%9C%BA%E5%88%B6%E8%AF%B4%E6%98%8E')

/** Nobody could look behind the sign-in: the Chinese names are not confirmed. */
const chinese = (says: string, means: string) => ({ says, means, unsure: true }) as const

const mine = chinese('我的应用', 'myApps')
const info = chinese('应用信息', 'appInfo')
const basic = chinese('基本信息', 'basic')
const domain = chinese('安全域名', 'domain')

const page = (menus: NonNullable<Place['menus']>, rows: Place['rows'], source = authorization): Place => ({
  at: 'open.weibo.com/apps',
  menus: [mine, info, ...menus],
  ...{ rows, source },
})

export const guide = {
  speaks: 'zh',
  app: {
    0: [
      {
        at: 'open.weibo.com/apps/new',
        rows: [
          { do: 'fill', at: { says: '应用名称', means: 'appName', unsure: true }, with: 'name' },
          {
            do: 'choose',
            at: { says: '应用分类', means: 'category', unsure: true },
            among: [{ name: { says: '网页应用', means: 'webApp', unsure: true }, chosen: true }],
          },
          { do: 'press', at: { says: '创建', means: 'create', unsure: true } },
        ],
        source: wiki('%E7%BD%91%E7%AB%99%E6%8E%A5%E5%85%A5', 'unverified'),
      },
    ],
    1: [
      page(
        [basic],
        [
          { do: 'fill', at: domain, with: { words: 'host' } },
          { do: 'press', at: { says: '提交', means: 'submit', unsure: true } },
        ],
      ),
    ],
    2: [
      page(
        [chinese('高级信息', 'advanced')],
        [
          { do: 'fill', at: chinese('授权回调页', 'callback'), with: 'back' },
          { do: 'press', at: { says: '提交', means: 'submit', unsure: true } },
        ],
      ),
    ],
    3: [
      page(
        [basic],
        [
          { do: 'copy', at: 'App Key', to: 'clientId' },
          { do: 'copy', at: 'App Secret', to: 'clientSecret' },
          { do: 'copy', at: domain, to: 'domain' },
        ],
      ),
    ],
    4: [
      page(
        [{ says: '测试信息', means: 'test', unsure: true }],
        [
          { do: 'fill', at: { says: '测试账号', means: 'testAccounts', unsure: true }, with: 'account' },
          { do: 'press', at: { says: '提交审核', means: 'review', unsure: true } },
        ],
        wiki('%E5%BE%AE%E8%BF%9E%E6%8E%A5', 'unverified'),
      ),
    ],
  },
} as const satisfies Guide
