import { hostileNames } from './names.ts'

/** `reaches`: without a guard it leads to the canary. */
export type HostileUrl = { url: string; reaches: boolean }

/** Loopback, in every way that a URL can spell it. */
const loopback = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '00000177.1',
  '127.0.0.1.',
  '１２７.０.０.１',
  '127。0。0。1',
  '①②⑦.⓪.⓪.①',
  '%31%32%37.0.0.1',
  '0x7F.0.1',
  '0.0.0.0',
  '0',
  'localhost',
  'LOCALHOST',
  'LocalHost.',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000:0000:0000:0000:0000:0000:0000:0001]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
]

/** Private, link-local, carrier, translated and reserved: nobody is there, and nobody may be looked for. */
const inward = [
  '10.0.0.1',
  '10.255.255.255',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '3232235521',
  '0xc0a80001',
  '030052000001',
  '100.64.0.1',
  '100.127.255.254',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.170.2',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '[::]',
  '[::127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::]',
  '[2001:0:7f00:1::1]',
  '[2001:db8::1]',
  '[fc00::1]',
  '[fd12:3456:789a::1]',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[100::1]',
  'metadata.google.internal',
  'metadata',
  'instance-data.ec2.internal',
  'router.lan',
  'printer.local',
  'intranet.corp',
  'app.localhost',
  'localhost.localdomain',
  'db.internal',
  'nas.home.arpa',
  'hidden.onion',
]

/** What no client of ours may take for a web address, or may take for another one than it is. */
const strange = (port: number) => [
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'file://127.0.0.1/etc/passwd',
  `gopher://127.0.0.1:${port}/_GET%20/`,
  `ftp://127.0.0.1:${port}/`,
  `dict://127.0.0.1:${port}/info`,
  `ldap://127.0.0.1:${port}/`,
  `tftp://127.0.0.1:${port}/a`,
  `ws://127.0.0.1:${port}/`,
  `wss://127.0.0.1:${port}/`,
  `jar:http://127.0.0.1:${port}/!/a`,
  `view-source:http://127.0.0.1:${port}/`,
  `blob:http://127.0.0.1:${port}/a`,
  'data:text/html,<title>hello</title>',
  'data:text/html;base64,PHRpdGxlPmhlbGxvPC90aXRsZT4=',
  'javascript:alert(1)',
  'about:blank',
  'unix:/var/run/docker.sock',
  'http://unix:/var/run/docker.sock:/containers/json',
  `//127.0.0.1:${port}/`,
  `\\\\127.0.0.1:${port}\\share`,
  `http://[fe80::1%25eth0]:${port}/`,
  `http://[::1%25lo]:${port}/`,
  `http://[::1%lo]:${port}/`,
  `http://user:secret@10.0.0.1:${port}/`,
  `https://public.example@10.0.0.1:${port}/`,
  `http://127.0.0.1:${port}:80/`,
  'http://127.0.0.1:99999/',
  'http://127.0.0.1:-1/',
  'http://[::1/',
  'http://0x100000000/',
  'http://256.256.256.256/',
  'http://127.0.0.1.nip.io.localhost/',
]

/** Other spellings of the canary's address, in which the host is easily overlooked. */
const overlooked = (port: number) => [
  `http://user:secret@127.0.0.1:${port}/`,
  `http://user@127.0.0.1:${port}/`,
  `http://public.example@127.0.0.1:${port}/`,
  `http://public.example:443@127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}#@public.example/`,
  `http://127.0.0.1:${port}?@public.example/`,
  `http://127.0.0.1:${port}\\@public.example/`,
  `http:127.0.0.1:${port}/`,
  `http:/127.0.0.1:${port}/`,
  `http:///127.0.0.1:${port}/`,
  `http:\\\\127.0.0.1:${port}/`,
  `HTTP://127.0.0.1:${port}/`,
  `http://127.0.0.1\t:${port}/`,
  `http://127.0.\n0.1:${port}/`,
  `  http://127.0.0.1:${port}/  `,
  `http://127.0.0.1:0${port}/`,
  `http://127.0.0.1:${port}/%0d%0aHost:%20public.example`,
  `http://127.0.0.1:${port}/../../admin`,
]

type Sender = { to(url: string, status?: number): string; chain(url: string, hops: number): string }

/** More than two hundred addresses that a person or a network may name, and none of which may be asked. */
export function hostileUrls(port: number, sender: Sender): HostileUrl[] {
  const canary = `http://127.0.0.1:${port}/`
  const all = (urls: readonly string[], reaches: boolean) => urls.map((url) => ({ url, reaches }))
  const named = hostileNames.flatMap((name) =>
    ['http', 'https'].map((scheme) => ({
      url: `${scheme}://${name}:${port}/`,
      reaches: name.endsWith('.loop.example'),
    })),
  )
  return [
    ...all(
      loopback.flatMap((host) => [`http://${host}:${port}/`, `https://${host}:${port}/`]),
      true,
    ),
    ...all(
      inward.map((host) => `http://${host}/latest/meta-data/`),
      false,
    ),
    ...named,
    ...all(
      Array.from({ length: 6 }, (_, i) => `https://flip-${i}.hostile.example:${port}/`),
      false,
    ),
    ...all(strange(port), false),
    ...all(overlooked(port), true),
    ...all(
      loopback.map((host) => sender.to(`http://${host}:${port}/`)),
      true,
    ),
    ...all(
      [301, 303, 307, 308].map((status) => sender.to(canary, status)),
      true,
    ),
    ...all(
      [2, 3, 4, 5].map((hops) => sender.chain(canary, hops)),
      true,
    ),
    ...all(
      [
        'file:///etc/passwd',
        'gopher://127.0.0.1/',
        'http://user:secret@10.0.0.1/',
        'http://169.254.169.254/',
      ].flatMap((url) => [sender.to(url), sender.chain(url, 3)]),
      false,
    ),
    ...all([sender.to(`https://a.loop.example:${port}/`), sender.to(`//127.0.0.1:${port}/`)], true),
    ...all([sender.chain(canary, 6), sender.chain(canary, 20)], false),
  ]
}
