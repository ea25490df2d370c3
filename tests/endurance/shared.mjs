/** FNV-1a. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** What happens to an id, decided by itself alone. */
export const fate = (id) => hash(`fate of ${id}`);

/** Of everything a handler was given. */
export const fingerprint = (notification) => {
  const text = JSON.stringify(notification);
  return `${text.length}-${hash(text)}`;
};
