-- linked lists all addresses of a person, where there are several, as a text only Core reads. A contact that went up in another has no address of its own any more
-- and says in which; no chain of them is longer than one.
ALTER TABLE contact ADD COLUMN linked TEXT;
ALTER TABLE contact ADD COLUMN linked_to BLOB;
CREATE INDEX contact_linked ON contact (linked_to) WHERE linked_to IS NOT NULL;
CREATE INDEX erased_address_contact ON erased_address (contact_id);
