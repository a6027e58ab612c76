/** Systems and browsers by the words in a user agent, the telling ones first: Edge calls itself Chrome, Chrome calls itself Safari. */
const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bYaBrowser\//, 'Yandex'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Headless)?Chrom(e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const nameIn = (agent: string, names: [RegExp, string][]): string | null =>
  names.find(([sign]) => sign.test(agent))?.[1] ?? null

/** What a browser calls itself, as people know it. Null for what is none of these. */
export const readAgent = (
  agent: string,
): { browser: string | null; system: string | null; phone: boolean } => ({
  browser: nameIn(agent, browsers),
  system: nameIn(agent, systems),
  phone: /\b(iPhone|Android|Mobile)\b/.test(agent),
})
