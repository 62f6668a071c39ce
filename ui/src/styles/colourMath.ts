// Contrast (WCAG), colour vision (Machado 2009, full severity), a projector's washed picture, and CIEDE2000.
export type Rgb = [number, number, number]

const toLinear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)

function fromLinear(c: number): number {
  const x = Math.min(1, Math.max(0, c))
  return x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055
}

export function linear(hex: string): Rgb {
  const [r, g, b] = [1, 3, 5].map(i => toLinear(parseInt(hex.slice(i, i + 2), 16) / 255))
  return [r ?? 0, g ?? 0, b ?? 0]
}

/** What 8 bits a channel leave of a colour. */
const rounded = (v: Rgb): Rgb => v.map(c => toLinear(Math.round(fromLinear(c) * 255) / 255)) as Rgb

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

const MACHADO = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const

export const SIGHTS = ['normal', 'protan', 'deutan', 'tritan', 'washed'] as const
export type Sight = (typeof SIGHTS)[number]

/** The colour as a person (or a lit room) sees it. */
export function seen(hex: string, sight: Sight): Rgb {
  const v = linear(hex)
  if (sight === 'normal') return v
  if (sight === 'washed') return rounded(v.map(c => c * 0.65 + 0.35 * 0.6) as Rgb)
  return rounded(MACHADO[sight].map(([r, g, b]) => r * v[0] + g * v[1] + b * v[2]) as Rgb)
}

function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const rad = (deg: number): number => (deg * Math.PI) / 180
const angle = (y: number, x: number): number => ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360

/** CIEDE2000 */
export function deltaE(one: Rgb, two: Rgb): number {
  const [L1, a1, b1] = lab(one)
  const [L2, a2, b2] = lab(two)
  const mean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7
  const G = 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)))
  const [p1, p2] = [a1 * (1 + G), a2 * (1 + G)]
  const [C1, C2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)]
  const [h1, h2] = [angle(b1, p1), angle(b2, p2)]
  let dh = h2 - h1
  if (C1 * C2 === 0) dh = 0
  else if (dh > 180) dh -= 360
  else if (dh < -180) dh += 360
  const dH = 2 * Math.sqrt(C1 * C2) * Math.sin(rad(dh / 2))
  const L = (L1 + L2) / 2
  const C = (C1 + C2) / 2
  let h = (h1 + h2) / 2
  if (C1 * C2 === 0) h = h1 + h2
  else if (Math.abs(h1 - h2) > 180) h = h1 + h2 < 360 ? h + 180 : h - 180
  const T =
    1 -
    0.17 * Math.cos(rad(h - 30)) +
    0.24 * Math.cos(rad(2 * h)) +
    0.32 * Math.cos(rad(3 * h + 6)) -
    0.2 * Math.cos(rad(4 * h - 63))
  const SL = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2)
  const SC = 1 + 0.045 * C
  const SH = 1 + 0.015 * C * T
  const RT =
    -2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7)) * Math.sin(rad(60 * Math.exp(-(((h - 275) / 25) ** 2))))
  const [l, c, t] = [(L2 - L1) / SL, (C2 - C1) / SC, dH / SH]
  return Math.sqrt(l * l + c * c + t * t + RT * c * t)
}
