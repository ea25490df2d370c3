import { Reader, sections, segments } from "./sections.mjs";

const SECTION = { import: 2, export: 7, code: 10, data: 11 };
const FUNCTION = 0;
const DATA = 1;
const SYMBOL_TABLE = 8;
const FUNCTION_NAMES = 1;
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;
// Kinds of relocations, by what their index means; those in the last set have an addend.
const TO_FUNCTION = new Set([0, 1, 2, 12, 26]);
const TO_DATA = new Set([3, 4, 5, 11, 14, 15, 16, 17, 23, 25]);
const WITH_ADDEND = new Set([...TO_DATA, 8, 9, 22]);

function importedFunctions(reader) {
  const skipLimits = () => {
    const flags = reader.byte();
    reader.number();
    if (flags & 1) reader.number();
  };
  const kinds = reader.list(() => {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind === FUNCTION) reader.number();
    else if (kind === 3) reader.skip(2);
    else {
      if (kind === 1) reader.byte();
      skipLimits();
    }
    return kind;
  });
  return kinds.filter((kind) => kind === FUNCTION).length;
}

/** The contents of the subsection of this kind. */
function subsection(bytes, { body, end }, wanted, versioned) {
  const reader = new Reader(bytes, body);
  if (versioned) reader.number();
  while (reader.at < end) {
    const kind = reader.byte();
    const { start } = reader.skip(reader.number());
    if (kind === wanted) return new Reader(bytes, start);
  }
  throw new Error(`the linker left no subsection ${wanted}`);
}

function symbols(reader) {
  return reader.list(() => {
    const kind = reader.byte();
    const flags = reader.number();
    if (kind === DATA) {
      const name = reader.text();
      return flags & UNDEFINED ? { kind, name } : { kind, name, segment: reader.number(), offset: reader.number(), size: reader.number(), refers: [] };
    }
    const index = reader.number();
    if (kind !== 3 && (!(flags & UNDEFINED) || flags & EXPLICIT_NAME)) reader.text();
    return { kind, index };
  });
}

function relocations(bytes, section) {
  const reader = new Reader(bytes, section.body);
  reader.number();
  return reader.list(() => {
    const type = reader.byte();
    const offset = reader.number();
    const index = reader.number();
    if (WITH_ADDEND.has(type)) reader.number();
    return { type, offset, index };
  });
}

/** Functions and objects of data, each with what it refers to. */
function graph(bytes) {
  const all = sections(bytes);
  const one = (id) => all.find((section) => section.id === id);
  const named = (name) => all.find((section) => section.name === name);
  const imported = importedFunctions(new Reader(bytes, one(SECTION.import).body));
  const table = symbols(subsection(bytes, named("linking"), SYMBOL_TABLE, true));

  const code = new Reader(bytes, one(SECTION.code).body);
  const functions = code.list(() => ({ ...code.skip(code.number()), name: "", refers: [] }));
  const names = subsection(bytes, named("name"), FUNCTION_NAMES, false);
  names.list(() => {
    const index = names.number() - imported;
    const name = names.text();
    if (index >= 0) functions[index].name = name;
  });
  const places = segments(bytes);
  const objects = table.filter(({ segment }) => segment !== undefined);
  for (const object of objects) {
    object.start = places[object.segment].start + object.offset;
    object.end = object.start + object.size;
  }

  const target = ({ type, index }) => {
    if (TO_FUNCTION.has(type)) return functions[table[index].index - imported];
    if (TO_DATA.has(type)) return objects.includes(table[index]) ? table[index] : undefined;
    return undefined;
  };
  for (const [section, holders] of [[one(SECTION.code), functions], [one(SECTION.data), objects]]) {
    for (const relocation of relocations(bytes, named(section.id === SECTION.code ? "reloc.CODE" : "reloc.DATA"))) {
      const at = section.body + relocation.offset;
      const found = target(relocation);
      if (found) for (const holder of holders) if (holder.start <= at && at < holder.end) holder.refers.push(found);
    }
  }

  const exports = new Reader(bytes, one(SECTION.export).body);
  const exported = exports.list(() => {
    const name = exports.text();
    const kind = exports.byte();
    const index = exports.number() - imported;
    // What wasm-bindgen runs to learn of types is gone when it is done.
    return kind === FUNCTION && !name.startsWith("__wbindgen_describe") ? functions[index] : undefined;
  });
  // What has a plain name is found by it.
  const plain = objects.filter(({ name }) => !/^(\.|_ZN|_R)/.test(name));
  return { functions, objects, places, roots: [...exported.filter(Boolean), ...plain] };
}

/**
 * The ranges of memory that nobody reads where the functions that `silent` knows by their names do nothing:
 * messages of panics, tables for writing them, places in the sources. The linker keeps all of that, since it was
 * referred to when it linked; its relocations tell by whom.
 */
export function unread(linked, silent) {
  const { functions, objects, places, roots } = graph(linked);
  const text = ({ start, end }) => linked.toString("latin1", start, end);
  // `Location`s are handed on and only ever read to be told.
  const isPlace = ({ size, refers }) => size === 16 && refers.length === 1 && /\.rs\0?$/.test(text(refers[0]));
  const dumb = new Set([...functions.filter(({ name }) => silent(name)), ...objects.filter(isPlace)]);
  const live = new Set(roots);
  for (const one of live) if (!dumb.has(one)) for (const other of one.refers) live.add(other);

  const read = new Uint8Array(linked.length).fill(1);
  const mark = (wanted, value) => {
    for (const object of objects) if ((live.has(object) && !dumb.has(object)) === wanted) read.fill(value, object.start, object.end);
  };
  mark(false, 0);
  // Objects may share their bytes.
  mark(true, 1);
  const ranges = [];
  for (const { address, start, end } of places) {
    for (let from = start, to; from < end; from = to) {
      for (to = from + 1; to < end && read[to] === read[from]; to++);
      if (!read[from]) ranges.push({ address: address + from - start, length: to - from });
    }
  }
  return ranges;
}
