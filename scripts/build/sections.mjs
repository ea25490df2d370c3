/** Reads a WebAssembly module's bytes. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** What the next `length` bytes are, as a range of the module. */
  skip(length) {
    this.at += length;
    return { start: this.at - length, end: this.at };
  }

  text() {
    const { start, end } = this.skip(this.number());
    return this.bytes.toString("utf8", start, end);
  }

  /** `each` as many times as the number that is next says. */
  list(each) {
    return Array.from({ length: this.number() }, (_, index) => each(index));
  }
}

/** The module's sections: `from` is where one begins, `body` where its contents do. */
export function sections(bytes) {
  const all = [];
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const from = reader.at;
    const id = reader.byte();
    const { start, end } = reader.skip(reader.number());
    const inner = new Reader(bytes, start);
    const name = id === 0 ? inner.text() : "";
    all.push({ id, name, from, body: inner.at, end });
  }
  return all;
}

/** Where each segment of data lies in the module (its head, its length and the data), and its address in memory. */
export function segments(bytes) {
  const data = sections(bytes).find(({ id }) => id === 11);
  const reader = new Reader(bytes, data.body);
  return reader.list(() => {
    const head = reader.at;
    const kind = reader.number();
    const constant = reader.byte();
    if (kind !== 0 || constant !== 0x41) throw new Error("a segment of data has no constant address");
    const address = reader.number();
    reader.byte();
    const length = reader.at;
    return { head, length, address, ...reader.skip(reader.number()) };
  });
}

/** The module without what a linker would need to link it again. */
export function withoutRelocations(bytes) {
  const kept = sections(bytes).filter(({ name }) => name !== "linking" && !name.startsWith("reloc."));
  return Buffer.concat([bytes.subarray(0, 8), ...kept.map(({ from, end }) => bytes.subarray(from, end))]);
}

function written(number) {
  const bytes = [];
  for (; number > 127; number = Math.floor(number / 128)) bytes.push((number % 128) + 128);
  return Buffer.from([...bytes, number]);
}

/** The module without the zeros that its segments of data end with: memory is zero to begin with. */
export function withoutZeros(bytes) {
  const { from, end } = sections(bytes).find(({ id }) => id === 11);
  const all = segments(bytes).map(({ head, length, start, end }) => {
    while (end > start && bytes[end - 1] === 0) end--;
    return Buffer.concat([bytes.subarray(head, length), written(end - start), bytes.subarray(start, end)]);
  });
  const data = Buffer.concat([written(all.length), ...all]);
  return Buffer.concat([bytes.subarray(0, from), Buffer.from([11]), written(data.length), data, bytes.subarray(end)]);
}
