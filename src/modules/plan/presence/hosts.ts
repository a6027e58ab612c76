/** The host of a web address, without `www.`; empty where it is none. */
export const hostOf = (address: string): string =>
  URL.parse(address)
    ?.hostname.toLowerCase()
    .replace(/^www\./, '') ?? ''

/** Whether a host is a site or lies under it; `notbrand.example` is not under `brand.example`. */
export const isUnder = (host: string, site: string): boolean => host === site || host.endsWith(`.${site}`)
