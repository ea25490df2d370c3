// UTF-8 where the runtime has no codec, such as Jest's jsdom: put by the build in place of the globals, in what carries
// its own bytes. Good for text without half surrogate pairs, which is refused before.

class Encoder {
  encode(text = "") {
    const binary = unescape(encodeURIComponent(text));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  }

  encodeInto(text, view) {
    const bytes = this.encode(text);
    if (bytes.length > view.length) return { read: 0, written: 0 };
    view.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}

class Decoder {
  decode(bytes = new Uint8Array(0)) {
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return decodeURIComponent(escape(binary));
  }
}

const TextEncoderOrOwn = globalThis.TextEncoder ?? Encoder;
const TextDecoderOrOwn = globalThis.TextDecoder ?? Decoder;
export { TextEncoderOrOwn as TextEncoder, TextDecoderOrOwn as TextDecoder };
